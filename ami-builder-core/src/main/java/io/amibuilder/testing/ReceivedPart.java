package io.amibuilder.testing;

/**
 * One part of user-data as an instance receives it.
 *
 * @param contentType its MIME type without parameters
 * @param filename its file name, or empty
 * @param text its decoded text
 */
record ReceivedPart(String contentType, String filename, String text) {}
