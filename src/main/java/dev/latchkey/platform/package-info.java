/// The edges of the runtime: configuration, database access, encryption at rest, random values,
/// the news of changed configuration, error answers, paging, outgoing calls.
/// Every feature may use it; it knows none of them.
package dev.latchkey.platform;
