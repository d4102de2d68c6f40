package dev.fidelio.registry.http;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Singleton;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * The methods that each path takes, from the annotations of all resources: a path may be shared by
 * several, and the framework knows the methods of one.
 */
@Singleton
class AllowedMethods {

  private final Map<String, Set<String>> methods = new TreeMap<>();

  AllowedMethods(BeanManager beans) {
    for (Bean<?> bean : beans.getBeans(Object.class, Any.Literal.INSTANCE)) {
      Path path = bean.getBeanClass().getAnnotation(Path.class);
      if (path != null) {
        add(path.value(), bean.getBeanClass());
      }
    }
  }

  /** Says what the path takes, in every answer to a method that asks for it or is not taken. */
  @ServerResponseFilter
  void allow(ContainerRequestContext call, ContainerResponseContext answer) {
    boolean isAsked = call.getMethod().equals(HttpMethod.OPTIONS) && answer.getStatus() < 300;
    if (isAsked || answer.getStatus() == 405) {
      answer.getHeaders().putSingle(HttpHeaders.ALLOW, of(call.getUriInfo().getPath()));
    }
  }

  /** Whether a path takes other methods than this one. */
  boolean areOthers(String method, String path) {
    String allowed = of(path);
    return !allowed.isEmpty() && !List.of(allowed.split(", ")).contains(method);
  }

  private String of(String path) {
    Set<String> allowed = new TreeSet<>();
    methods.forEach(
        (pattern, taken) -> {
          if (Pattern.matches(pattern, path)) {
            allowed.addAll(taken);
          }
        });
    return String.join(", ", allowed);
  }

  private void add(String root, Class<?> resource) {
    for (Method method : resource.getMethods()) {
      Path below = method.getAnnotation(Path.class);
      for (Annotation annotation : method.getAnnotations()) {
        HttpMethod taken = annotation.annotationType().getAnnotation(HttpMethod.class);
        if (taken != null) {
          Set<String> known =
              methods.computeIfAbsent(
                  pattern(root + (below == null ? "" : below.value())), each -> new TreeSet<>());
          known.addAll(
              taken.value().equals(HttpMethod.GET)
                  ? Set.of(HttpMethod.GET, HttpMethod.HEAD)
                  : Set.of(taken.value()));
          known.add(HttpMethod.OPTIONS);
        }
      }
    }
  }

  /** A path's template as a regular expression. */
  private static String pattern(String template) {
    return template.replaceAll("\\{[^}:]+: *([^}]+)}", "(?:$1)").replaceAll("\\{[^}]+}", "[^/]+");
  }
}
