/// What `./mvnw -Pdev` adds to the product: an embedded PostgreSQL, defaults for every setting, and
/// the Alipay simulator with a connector to it. Never part of a packaged jar.
package dev.latchkey.development;
