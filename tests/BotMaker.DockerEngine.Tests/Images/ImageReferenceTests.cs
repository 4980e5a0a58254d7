using BotMaker.DockerEngine.Images;

namespace BotMaker.DockerEngine.Tests.Images;

[TestFixture]
internal sealed class ImageReferenceTests
{
    private const string Digest = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    [TestCase("busybox", "busybox", null, null, "docker.io", "latest")]
    [TestCase("busybox:1.36", "busybox", "1.36", null, "docker.io", "1.36")]
    [TestCase("library/busybox:1", "library/busybox", "1", null, "docker.io", "1")]
    [TestCase("ghcr.io/a/b:v1", "ghcr.io/a/b", "v1", null, "ghcr.io", "v1")]
    [TestCase("localhost/a", "localhost/a", null, null, "localhost", "latest")]
    [TestCase("localhost:5000/a", "localhost:5000/a", null, null, "localhost:5000", "latest")]
    [TestCase("localhost:5000/a:2", "localhost:5000/a", "2", null, "localhost:5000", "2")]
    [TestCase("a@" + Digest, "a", null, Digest, "docker.io", Digest)]
    [TestCase("r.io:1/a:2@" + Digest, "r.io:1/a", "2", Digest, "r.io:1", Digest)]
    public void Reference_IsSplit(string text, string name, string? tag, string? digest, string registry, string asked)
    {
        var reference = ImageReference.Parse(text);

        reference.Should().Be(new ImageReference(name, tag, digest));
        reference.Registry.Should().Be(registry);
        reference.TagOrDigest.Should().Be(asked);
        reference.ToString().Should().Be(text);
    }

    [TestCase("")]
    [TestCase(":tag")]
    [TestCase("a:")]
    [TestCase("a@")]
    [TestCase("a@nodigest")]
    [TestCase("a b")]
    [TestCase("a?x=1")]
    [TestCase(Digest)]
    public void OtherText_IsRefused(string text)
    {
        var parse = () => ImageReference.Parse(text);

        parse.Should().Throw<FormatException>().WithMessage($"*{text}*");
    }
}
