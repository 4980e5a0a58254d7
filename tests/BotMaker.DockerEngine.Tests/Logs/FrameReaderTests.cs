using BotMaker.DockerEngine.Containers;
using BotMaker.DockerEngine.Errors;
using BotMaker.DockerEngine.Logs;
using BotMaker.DockerEngine.Transport;
using FsCheck;
using FsCheck.Fluent;

namespace BotMaker.DockerEngine.Tests.Logs;

[TestFixture]
internal sealed class FrameReaderTests
{
    [Test]
    public void AnyFramesInAnyPieces_ComeBackAsTheyWere()
    {
        var frames = Gen.Zip(Gen.Elements<byte>(0, 1, 2), ArbMap.Default.GeneratorFor<byte[]>().Where(bytes => bytes is not null)).ArrayOf();
        var sizes = Gen.Choose(1, 40).ArrayOf();

        Prop.ForAll(Gen.Zip(frames, sizes).ToArbitrary(), async input =>
        {
            var (sent, pieces) = input;
            var bytes = sent.SelectMany(frame => Frames.Of(frame.Item1, frame.Item2)).ToArray();

            var read = await ReadAsync(new ChoppyStream(bytes, pieces));

            // An empty frame says nothing and is left out.
            var expected = sent.Where(frame => frame.Item2.Length > 0)
                .Select(frame => (frame.Item1 == 2 ? LogStream.Stderr : LogStream.Stdout, Convert.ToHexString(frame.Item2)));
            read.Select(frame => (frame.Stream, Convert.ToHexString(frame.Data.Span))).Should().Equal(expected);
        }).QuickCheckThrowOnFailure();
    }

    [Test]
    public async Task StreamCutAnywhereInsideAFrame_IsNeverACleanEnd()
    {
        var whole = Frames.Of(1, "first").Concat(Frames.Of(2, "second")).ToArray();

        for (var length = 1; length < whole.Length; length++)
        {
            if (length == 13)
                continue; // exactly between the frames
            var cut = whole[..length];
            var read = () => ReadAsync(new ChoppyStream(cut, [3]));

            var thrown = await read.Should().ThrowAsync<DockerEngineException>($"{length} bytes end inside a frame");
            thrown.Which.Kind.Should().Be(EngineErrorKind.Unavailable);
        }
    }

    [Test]
    public async Task FrameLongerThanAPiece_ComesInPieces()
    {
        var payload = Enumerable.Range(0, (2 * FrameReader.MaxPiece) + 5).Select(index => (byte)index).ToArray();

        var read = await ReadAsync(new ChoppyStream(Frames.Of(2, payload), []));

        read.Select(frame => frame.Data.Length).Should().Equal(FrameReader.MaxPiece, FrameReader.MaxPiece, 5);
        read.Should().OnlyContain(frame => frame.Stream == LogStream.Stderr);
        read.SelectMany(frame => frame.Data.ToArray()).Should().Equal(payload);
    }

    [TestCase("0400000000000001")]
    [TestCase("0100010000000001")]
    [TestCase("0100000004000001", TestName = "a frame of more than 64 MiB")]
    [TestCase("68656c6c6f20776f", TestName = "the text of a terminal")]
    public async Task HeaderThatCannotBeOne_IsAProtocolError(string header)
    {
        var read = () => ReadAsync(new ChoppyStream([.. Convert.FromHexString(header), 0], []));

        var failure = (await read.Should().ThrowAsync<DockerEngineException>()).Which;
        failure.Kind.Should().Be(EngineErrorKind.Protocol);
        failure.Message.Should().Contain("terminal").And.Contain(header);
    }

    [Test]
    public async Task FrameOfTheEnginesOwnErrors_IsThrown()
    {
        var read = () => ReadAsync(new ChoppyStream([.. Frames.Of(1, "x"), .. Frames.Of(3, "error from daemon in stream\n")], []));

        (await read.Should().ThrowAsync<DockerEngineException>()).Which.Message.Should().Be("error from daemon in stream");
    }

    private static async Task<List<LogFrame>> ReadAsync(Stream stream)
    {
        using var response = new HttpResponseMessage { Content = new StreamContent(stream) };
        using var deadline = new CallDeadline(null, TimeProvider.System, CancellationToken.None);
        using var reply = new EngineReply(new EngineRequest(EngineOperation.ContainerLogs, null), response, deadline, "unix:///d.sock");
        var list = new List<LogFrame>();
        await foreach (var frame in FrameReader.ReadFramesAsync(reply, EngineOperation.ContainerLogs))
            list.Add(frame);
        return list;
    }
}
