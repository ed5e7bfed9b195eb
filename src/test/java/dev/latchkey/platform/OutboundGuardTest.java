package dev.latchkey.platform;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.latchkey.platform.OutboundException.Reason;
import java.net.InetAddress;
import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Where calls may go: the table of addresses.
class OutboundGuardTest {
    private static final URI HTTPS = URI.create("https://provider.example/");
    private static final URI HTTP = URI.create("http://provider.example/");

    private final OutboundGuard strict = new OutboundGuard(false);
    private final OutboundGuard lenient = new OutboundGuard(true);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8.8.8.8",
                "1.1.1.1",
                "100.63.255.255",
                "100.128.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "192.167.255.255",
                "192.169.0.0",
                "126.255.255.255",
                "128.0.0.1",
                "223.255.255.255",
                "2606:4700::1111",
                "2a00:1450::1",
                "2400:3200::1",
                "::ffff:8.8.8.8"
            })
    void thePublicInternetIsCalled(String address) {
        assertDoesNotThrow(() -> strict.requireAllowed(HTTPS, InetAddress.ofLiteral(address)));
        refused(() -> lenient.requireAllowed(HTTP, InetAddress.ofLiteral(address)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.255.255.254",
                "10.0.0.1",
                "10.255.255.255",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.0.1",
                "192.168.255.255",
                "100.64.0.1",
                "100.127.255.255",
                "198.18.0.1",
                "192.0.2.1",
                "198.51.100.7",
                "203.0.113.9",
                "192.0.0.8",
                "192.88.99.1",
                "::1",
                "::ffff:10.0.0.1",
                "::ffff:127.0.0.1",
                "::127.0.0.1",
                "::ffff:0:10.0.0.1",
                "64:ff9b::7f00:1",
                "64:ff9b:1::1",
                "fc00::1",
                "fd12:3456::1",
                "fec0::1",
                "100::1",
                "2001::1",
                "2001:db8::1",
                "2002:7f00:1::",
                "3fff::1",
                "4000::1"
            })
    void anInnerNetworkIsCalledOnlyIfTheOperatorAllowsIt(String address) {
        refused(() -> strict.requireAllowed(HTTPS, InetAddress.ofLiteral(address)));
        assertDoesNotThrow(() -> lenient.requireAllowed(HTTPS, InetAddress.ofLiteral(address)));
        assertDoesNotThrow(() -> lenient.requireAllowed(HTTP, InetAddress.ofLiteral(address)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "169.254.169.254",
                "169.254.0.1",
                "::ffff:169.254.169.254",
                "100.100.100.200",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "fe80::1",
                "ff02::1",
                "fd00:ec2::254"
            })
    void whatIsNobodysIsNeverCalled(String address) {
        refused(() -> strict.requireAllowed(HTTPS, InetAddress.ofLiteral(address)));
        refused(() -> lenient.requireAllowed(HTTPS, InetAddress.ofLiteral(address)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://2130706433/",
                "https://0x7f000001/",
                "https://0177.0.0.1/",
                "https://127.1/",
                "https://0x7f.1/",
                "https://010.0.0.1/",
                "https://127.0.0.1./",
                "https://256.1.1.1/",
                "https://1.2.3.4.5/",
                "https:///path",
                "https:opaque",
                "https://user@provider.example/",
                "//provider.example/",
                "ftp://provider.example/",
                "file:///etc/passwd",
                "jar:file:/x!/",
                "gopher://provider.example/"
            })
    void aStrangeAddressIsNotCalled(String address) {
        refused(() -> strict.requireHost(URI.create(address)));
        refused(() -> lenient.requireHost(URI.create(address)));
    }

    @ParameterizedTest
    @CsvSource({
        "https://provider.example/, provider.example",
        "HTTPS://Provider.example:8443/x?y, provider.example",
        "https://8.8.8.8/, 8.8.8.8",
        "https://[2606:4700::1111]/, 2606:4700::1111",
        "https://4chan.example1/, 4chan.example1",
    })
    void aUsualAddressIs(String address, String host) {
        assertEquals(host, strict.requireHost(URI.create(address)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://provider.example/", "HTTP://localhost/"})
    void inClearOnlyIfTheOperatorAllowsInnerNetworks(String address) {
        refused(() -> strict.requireHost(URI.create(address)));
        assertDoesNotThrow(() -> lenient.requireHost(URI.create(address)));
    }

    private static void refused(org.junit.jupiter.api.function.Executable call) {
        assertEquals(
                Reason.FORBIDDEN, assertThrows(OutboundException.class, call).reason());
    }
}
