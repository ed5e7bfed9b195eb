package dev.latchkey.key;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import io.quarkus.arc.properties.UnlessBuildProperty;
import jakarta.inject.Singleton;
import java.security.Provider;
import java.util.Optional;
import org.jboss.logging.Logger;

/// AWS-LC by way of Amazon Corretto Crypto Provider: RS256 in a quarter, ES256 in an eighth of the
/// time that the JDK needs. Asked for by name at each use, never installed as a provider of the
/// whole JVM; left out of native images, where it is not proven.
@Singleton
@UnlessBuildProperty(name = "quarkus.native.enabled", stringValue = "true", enableIfMissing = true)
final class CorrettoEngine implements CryptoEngine {
    private static final Logger LOG = Logger.getLogger(CorrettoEngine.class);

    @Override
    public Optional<Provider> provider() {
        Throwable problem = AmazonCorrettoCryptoProvider.INSTANCE.getLoadingError();
        if (problem != null) {
            LOG.infof("Signing with the JDK: the native library does not load here (%s)", problem.getMessage());
            return Optional.empty();
        }
        return Optional.of(AmazonCorrettoCryptoProvider.INSTANCE);
    }
}
