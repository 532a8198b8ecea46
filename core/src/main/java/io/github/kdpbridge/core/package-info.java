/**
 * The vocabulary of the Knox Deployment Program, the port to it and its errors.
 *
 * <p><img src="doc-files/port.svg" alt="A request value goes through the port to a client of the service, and an answer value comes back.">
 *
 * <p>{@link io.github.kdpbridge.core.DeploymentProgram} is the port: a request such as {@link
 * io.github.kdpbridge.core.UploadRequest} goes in, an answer such as {@link io.github.kdpbridge.core.Receipt} comes out, whatever
 * service does the work. {@link io.github.kdpbridge.core.Operation} lists all operations. Requests and answers are records:
 * immutable, equal by content, printed without whole identifiers of devices, and written by JSON libraries as objects of their
 * components. No type of a transport or a JSON library is in the port.
 */
@NullMarked
package io.github.kdpbridge.core;

import org.jspecify.annotations.NullMarked;
