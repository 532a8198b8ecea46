module com.example.shop {
    requires io.github.kdpbridge.core;
    requires io.github.kdpbridge.gen1facade;
    requires io.github.kdpbridge.gen2client;
    requires io.github.kdpbridge.simulator;
    requires okhttp3;
    requires retrofit2;
}
