package io.github.kdpbridge.spring;

import io.github.kdpbridge.core.DeploymentProgram;
import io.github.kdpbridge.core.ledger.Ledger;
import io.github.kdpbridge.gen1facade.typed.Gen1ResellerApi;
import io.github.kdpbridge.gen2client.Gen2Client;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.AutowireCandidateQualifier;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;

/**
 * Registers the beans of each reseller. Those of the reseller {@code shop} are called {@code shopGen2Client} and so on, and
 * have the qualifier {@code shop}. A bean of the application with the same name takes the place of one; if there is only one
 * reseller, any bean of the same type does.
 */
final class ResellerRegistrar implements ImportBeanDefinitionRegistrar {
    private final Environment environment;
    private final ListableBeanFactory beans;

    ResellerRegistrar(Environment environment, BeanFactory beans) {
        this.environment = environment;
        this.beans = (ListableBeanFactory) beans;
    }

    @Override
    public void registerBeanDefinitions(AnnotationMetadata importing, BeanDefinitionRegistry registry) {
        Map<String, Boolean> resellers = ConfiguredResellers.of(environment);
        boolean isOnlyOne = resellers.size() == 1;
        resellers.forEach((name, hasLedger) -> {
            if (hasLedger) {
                register(registry, name, Ledger.class, "ledger", isOnlyOne);
            }
            register(registry, name, Gen2Client.class, "client", isOnlyOne);
            register(registry, name, DeploymentProgram.class, "program", isOnlyOne);
            register(registry, name, Gen1ResellerApi.class, "gen1", isOnlyOne);
            register(registry, name, Gen1OkHttpCustomizer.class, "okHttp", isOnlyOne);
        });
    }

    private void register(
            BeanDefinitionRegistry registry, String reseller, Class<?> type, String method, boolean isOnlyOne) {
        String name = ResellerBeans.name(reseller, type);
        if (registry.containsBeanDefinition(name) || (isOnlyOne && type != Ledger.class && isThere(type))) {
            return;
        }
        RootBeanDefinition definition = new RootBeanDefinition();
        definition.setTargetType(type);
        definition.setFactoryBeanName("kdpResellerBeans");
        definition.setFactoryMethodName(method);
        definition.getConstructorArgumentValues().addIndexedArgumentValue(0, reseller);
        definition.setDestroyMethodName(AbstractBeanDefinition.INFER_METHOD);
        definition.addQualifier(new AutowireCandidateQualifier(Qualifier.class, reseller));
        // A client is a program too; the one that does each write once is what a caller of the port wants.
        definition.setFallback(type == Gen2Client.class);
        definition.setPrimary(type == DeploymentProgram.class && isOnlyOne);
        registry.registerBeanDefinition(name, definition);
    }

    private boolean isThere(Class<?> type) {
        return Stream.of(beans.getBeanNamesForType(type, true, false))
                .anyMatch(name -> type == Gen2Client.class || !beans.isTypeMatch(name, Gen2Client.class));
    }
}
