/// WeChat, in browsers and in apps with its SDK: OAuth with names and errors of its own.
/// Nobody depends on it; the registry finds its factories.
package dev.latchkey.connector.wechat;
