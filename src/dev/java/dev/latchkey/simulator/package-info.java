/// A stand-in for Alipay: its authorization page and its gateway, over real HTTP, with real
/// signatures, for development and tests. It shares no code with the connector, so that one cannot
/// repeat the other's mistakes; it knows nothing of the service and is never part of it.
package dev.latchkey.simulator;
