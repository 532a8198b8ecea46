package io.github.kdpbridge.browsertests;

/** The screens of the page, each as {@link ShownSide} has it. */
enum Screen {
    OVERVIEW(""),
    UNITS("/units"),
    UNIT("/unit?unit=" + ShownSide.BROUGHT_BACK),
    PLAN("/plan?act=promote&unit=" + ShownSide.READY),
    PANIC("/plan?act=panic"),
    DIFFERENCES("/differences"),
    LOG("/log"),
    CONTRACT("/contract");

    private final String path;

    Screen(String path) {
        this.path = path;
    }

    /** Returns the address below the page's. */
    String path() {
        return path;
    }
}
