/**
 * Generation 1 inside the process, for callers with OkHttp or Retrofit; start at
 * {@link io.github.kdpbridge.gen1facade.okhttp.Gen1CompatInterceptor}.
 */
@NullMarked
package io.github.kdpbridge.gen1facade.okhttp;

import org.jspecify.annotations.NullMarked;
