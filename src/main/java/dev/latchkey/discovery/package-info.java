/// What this provider publishes about itself: its metadata and its keys.
package dev.latchkey.discovery;
