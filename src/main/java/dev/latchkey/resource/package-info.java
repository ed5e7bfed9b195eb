/// The APIs that access tokens can be made for, and their administration.
package dev.latchkey.resource;
