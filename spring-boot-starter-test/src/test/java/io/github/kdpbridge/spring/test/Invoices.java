package io.github.kdpbridge.spring.test;

import org.springframework.stereotype.Component;

@Component
class Invoices {}
