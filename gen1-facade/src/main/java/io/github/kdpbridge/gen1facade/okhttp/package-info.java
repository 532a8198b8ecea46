/**
 * Generation 1 inside the process, for callers with OkHttp or Retrofit; start at {@link
 * io.github.kdpbridge.gen1facade.okhttp.Gen1CompatInterceptor}.
 *
 * <p><img src="doc-files/interceptor.svg" alt="Calls of an OkHttp client to the hosts of generation 1 are answered in the process, all others pass.">
 */
@NullMarked
package io.github.kdpbridge.gen1facade.okhttp;

import org.jspecify.annotations.NullMarked;
