package io.amibuilder.cloud;

import io.amibuilder.userdata.Userdata;

/**
 * What a build is about to ask of a cloud.
 *
 * @param baseImage what it starts from
 * @param userdata what the instance is to be told; its links may still be missing
 * @param name the image family
 * @param version the version within it
 * @param imageName the template of the image's name, as {@link ImageName} reads it
 */
public record PreflightRequest(BaseImage baseImage, Userdata userdata, String name, String version, String imageName) {}
