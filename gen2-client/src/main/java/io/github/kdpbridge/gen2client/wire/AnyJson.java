package io.github.kdpbridge.gen2client.wire;

import com.squareup.moshi.JsonQualifier;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** A text for people, which the service may also send as any other JSON value: that is kept as its JSON text. */
@Retention(RetentionPolicy.RUNTIME)
@JsonQualifier
@interface AnyJson {}
