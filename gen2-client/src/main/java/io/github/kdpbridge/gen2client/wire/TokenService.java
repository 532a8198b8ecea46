package io.github.kdpbridge.gen2client.wire;

import io.github.kdpbridge.serviceclient.http.Attempt;
import java.util.Map;
import okhttp3.ResponseBody;
import retrofit2.Call;
import retrofit2.http.Body;
import retrofit2.http.FieldMap;
import retrofit2.http.FormUrlEncoded;
import retrofit2.http.POST;
import retrofit2.http.Streaming;
import retrofit2.http.Tag;
import retrofit2.http.Url;

/** The requests of the two token services. */
interface TokenService {
    @POST
    @Streaming
    Call<ResponseBody> accessToken(@Url String url, @Body AccessTokenRequestDto body, @Tag Attempt attempt);

    @FormUrlEncoded
    @POST
    @Streaming
    Call<ResponseBody> oauth2(@Url String url, @FieldMap Map<String, String> fields, @Tag Attempt attempt);
}
