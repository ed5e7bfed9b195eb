package dev.latchkey.connector.alipay;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.connector.ConfigFields;
import dev.latchkey.connector.ConnectorException;
import dev.latchkey.connector.ConnectorFactory;
import dev.latchkey.connector.ConnectorMetadata;
import dev.latchkey.connector.ConnectorMetadata.Platform;
import dev.latchkey.connector.Finding;
import dev.latchkey.connector.SocialConnector;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Alipay (Native): sign-in by Alipay's SDK inside an app. It shares its people with Alipay (Web), and what
/// the two have in common is said there.
@Singleton
class AlipayNativeFactory implements ConnectorFactory {
    /// Whether browsers get to Alipay's page.
    static final String FALLBACK = "webFallback";

    /// Whose merchant account it is: for Alipay's full SDK alone.
    static final String PID = "pid";

    private static final Pattern MERCHANT = Pattern.compile("2088[0-9]{12}");

    private final AlipayWebFactory web;
    private final ConnectorMetadata metadata;

    AlipayNativeFactory(AlipayWebFactory web) {
        this.web = web;
        ConnectorMetadata shared = web.metadata();
        this.metadata = new ConnectorMetadata(
                "alipay-native",
                shared.target(),
                Platform.Native,
                shared.name(),
                shared.description(),
                shared.logo(),
                shared.logoDark(),
                AlipayWebFactory.readme("/connectors/alipay-native.md"),
                AlipayForm.app());
    }

    @Override
    public ConnectorMetadata metadata() {
        return metadata;
    }

    @Override
    public SocialConnector configure(ObjectNode json) {
        Own own = read(new ConfigFields(json));
        AlipayConfig config = AlipayConfigReader.read(json);
        return new AlipayNativeConnector(
                config.appId(),
                web.configure(json),
                own.fallback(),
                own.pid().map(pid -> new SdkRequest(config.appId(), pid, signer(config))));
    }

    @Override
    public List<Finding> diagnose(ObjectNode json) {
        List<Finding> findings = new ArrayList<>(web.diagnose(json));
        try {
            read(new ConfigFields(json));
        } catch (ConnectorException e) {
            findings.add(AlipayDoctor.complaint(e));
        }
        return findings;
    }

    /// What Alipay (Web) does not have.
    private record Own(boolean fallback, Optional<String> pid) {}

    private static Own read(ConfigFields fields) {
        return new Own(fields.flag(FALLBACK, true), pid(fields));
    }

    private static Optional<String> pid(ConfigFields fields) {
        Optional<String> pid = fields.text(PID);
        if (pid.isPresent() && !MERCHANT.matcher(pid.get()).matches()) {
            throw InvalidConfig.of(
                    PID, Fault.MALFORMED, PID + " must be the merchant id of 16 digits that begins with 2088.");
        }
        return pid;
    }

    private static RequestSigner signer(AlipayConfig config) {
        return new RequestSigner(config.merchantKey(), config.signType(), config.charset());
    }
}
