/// What every connector has to keep to, as a test: for its author to run, wherever the connector lives.
/// It needs JUnit and this service's own classes, and nothing else of the tests.
package dev.latchkey.connector.kit;
