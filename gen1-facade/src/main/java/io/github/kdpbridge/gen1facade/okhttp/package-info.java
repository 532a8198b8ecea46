/**
 * Generation 1 inside the process, for callers that use OkHttp or Retrofit:
 * {@link io.github.kdpbridge.gen1facade.okhttp.Gen1CompatInterceptor} is where to start.
 */
@NullMarked
package io.github.kdpbridge.gen1facade.okhttp;

import org.jspecify.annotations.NullMarked;
