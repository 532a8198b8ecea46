package io.github.kdpbridge.spring.test;

import io.github.kdpbridge.core.DeploymentProgram;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

@Component
class Orders {
    @Autowired
    DeploymentProgram kdp;
}
