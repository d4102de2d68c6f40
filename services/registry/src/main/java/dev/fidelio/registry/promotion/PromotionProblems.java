package dev.fidelio.registry.promotion;

import dev.fidelio.registry.http.Problem;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Refused promotions as problem+json, with the findings as an extension member. */
class PromotionProblems {

  @ServerExceptionMapper
  Response notPromoted(NotPromotedException refused) {
    return Problem.of(refused).with("findings", refused.findings()).response();
  }
}
