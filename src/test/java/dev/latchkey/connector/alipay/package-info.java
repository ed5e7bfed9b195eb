/// The Alipay connector against the simulator, over real HTTP; Alipay's own SDK judges both.
package dev.latchkey.connector.alipay;
