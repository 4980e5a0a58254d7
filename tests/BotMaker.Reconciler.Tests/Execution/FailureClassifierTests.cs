using System.Net;
using BotMaker.DockerEngine.Errors;
using BotMaker.Reconciler.Execution;

namespace BotMaker.Reconciler.Tests.Execution;

/// <summary>Messages as the engine wrote them (Docker 20.10; podman where named).</summary>
[TestFixture]
public sealed class FailureClassifierTests
{
    [TestCase(EngineErrorKind.NotFound, "No such image: x:1", FailureKind.ImageMissing)]
    [TestCase(EngineErrorKind.NotFound, "image with reference bot:1 was found but does not match the specified platform: wanted linux/arm64", FailureKind.ImageMissing)]
    [TestCase(EngineErrorKind.NotFound, "No such container: abc", FailureKind.Missing)]
    [TestCase(EngineErrorKind.NotFound, "network 4d3c2b1a not found", FailureKind.NetworkMissing)]
    [TestCase(EngineErrorKind.NotFound, "manifest for x:1 not found: manifest unknown: manifest unknown", FailureKind.PullFailed)]
    [TestCase(EngineErrorKind.Conflict, "Conflict. The container name \"/r-a\" is already in use by container \"abc\".", FailureKind.NameTaken)]
    [TestCase(EngineErrorKind.Conflict, "removal of container abc is already in progress", FailureKind.Busy)]
    [TestCase(EngineErrorKind.Conflict, "container is marked for removal and cannot be started", FailureKind.Busy)]
    [TestCase(EngineErrorKind.Conflict, "You cannot remove a running container abc. Stop the container before attempting removal or force remove", FailureKind.Conflict)]
    [TestCase(EngineErrorKind.Conflict, "network with name rn1 already exists", FailureKind.NameTaken)]
    [TestCase(EngineErrorKind.Invalid, "invalid mount config for type \"bind\": bind source path does not exist: /x", FailureKind.SourceMissing)]
    [TestCase(EngineErrorKind.Invalid, "exec: \"nope\": executable file not found in $PATH", FailureKind.Invalid)]
    [TestCase(EngineErrorKind.Forbidden, "Pool overlaps with other one on this address space", FailureKind.SubnetTaken)]
    [TestCase(EngineErrorKind.ServerError, "Bind for 127.0.0.1:18081 failed: port is already allocated", FailureKind.PortTaken)]
    [TestCase(EngineErrorKind.ServerError, "listen tcp4 127.0.0.1:18081: bind: address already in use", FailureKind.PortTaken)]
    [TestCase(EngineErrorKind.ServerError, "task 0f1e: already exists: unknown", FailureKind.Broken)]
    [TestCase(EngineErrorKind.ServerError, "id already in use", FailureKind.Broken)]
    [TestCase(EngineErrorKind.ServerError, "the container name \"pa\" is already in use by 1234", FailureKind.NameTaken, Description = "podman")]
    [TestCase(EngineErrorKind.ServerError, "json: cannot unmarshal string into Go value", FailureKind.Invalid)]
    [TestCase(EngineErrorKind.ServerError, "container abc: driver \"overlay2\" failed to remove root filesystem", FailureKind.Transient)]
    [TestCase(EngineErrorKind.ServerError, "something that nobody saw before", FailureKind.Transient)]
    [TestCase(EngineErrorKind.Busy, "too many requests", FailureKind.Busy)]
    [TestCase(EngineErrorKind.PullFailed, "unauthorized: authentication required", FailureKind.PullFailed)]
    [TestCase(EngineErrorKind.Timeout, "no answer", FailureKind.Lost)]
    [TestCase(EngineErrorKind.Unavailable, "connection refused", FailureKind.EngineDown)]
    [TestCase(EngineErrorKind.AccessDenied, "permission denied", FailureKind.EngineDown)]
    public void Classify(EngineErrorKind kind, string message, FailureKind expected) => FailureClassifier.Classify(Failure(kind, message)).Should().Be(expected);

    [TestCase(EngineErrorKind.Unavailable, "cut", true)]
    [TestCase(EngineErrorKind.Busy, "429", true)]
    [TestCase(EngineErrorKind.ServerError, "odd", true)]
    [TestCase(EngineErrorKind.ServerError, "port is already allocated", false)]
    [TestCase(EngineErrorKind.ServerError, "task x: already exists", false)]
    [TestCase(EngineErrorKind.Invalid, "bad", false)]
    [TestCase(EngineErrorKind.NotFound, "gone", false)]
    [TestCase(EngineErrorKind.Conflict, "name", false)]
    [TestCase(EngineErrorKind.Timeout, "late", false)]
    [TestCase(EngineErrorKind.AccessDenied, "no", false)]
    public void IsRetryable_OnlyWhatCanPassWithinASecond(EngineErrorKind kind, string message, bool expected) =>
        FailureClassifier.IsRetryable(Failure(kind, message)).Should().Be(expected);

    [Test]
    public void IsRetryable_AMistakeOfOurs_IsNot() => FailureClassifier.IsRetryable(new InvalidOperationException()).Should().BeFalse();

    private static DockerEngineException Failure(EngineErrorKind kind, string message) => new(kind, "test", message, HttpStatusCode.Conflict);
}
