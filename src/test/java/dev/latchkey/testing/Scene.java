package dev.latchkey.testing;

import dev.latchkey.simulator.AlipaySimulator;

/// The stage of most tests: an administrator, a simulated Alipay that the service is connected to,
/// and the two applications of the tutorials.
public record Scene(AlipaySimulator alipay, Admin admin, RelyingParty web, RelyingParty app) implements AutoCloseable {
    public static Scene set() {
        AlipaySimulator alipay = AlipaySimulator.start(0);
        Admin admin = new Admin();
        admin.connectAlipay(alipay);
        return new Scene(alipay, admin, admin.webApp(), admin.nativeApp());
    }

    @Override
    public void close() {
        alipay.close();
    }
}
