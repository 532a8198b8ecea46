package io.github.kdpbridge.spring.test;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** An application with two components, which are found by scanning. */
@SpringBootApplication
class Shop {}
