using BotMaker.DockerEngine.Containers;
using BotMaker.DockerEngine.InMemory;

namespace BotMaker.DockerEngine.Tests.InMemory;

/// <summary>Every state-changing call in every state, as measured on Docker 20.10.</summary>
[TestFixture]
public sealed class LifecycleMatrixTests : EngineFixture
{
    private static readonly string[] States = ["missing", "created", "running", "paused", "restarting", "exited", "dead", "removing"];

    private static readonly (string Operation, string[] Codes)[] Matrix =
    [
        ("start", ["404", "204", "304", "409", "304", "204", "409", "409"]),
        ("stop", ["404", "304", "204", "204", "204", "304", "304", "304"]),
        ("kill", ["404", "409", "ok", "ok", "ok", "409", "409", "409"]),
        ("kill TERM", ["404", "409", "ok", "ok", "ok", "409", "409", "409"]),
        ("kill ZORK", ["400", "400", "400", "400", "400", "400", "400", "400"]),
        ("pause", ["404", "409", "ok", "409", "409", "409", "409", "409"]),
        ("unpause", ["404", "500", "500", "ok", "500", "500", "500", "500"]),
        ("rename", ["404", "ok", "ok", "ok", "404", "ok", "ok", "ok"]),
        ("update", ["404", "ok", "ok", "ok", "ok", "ok", "500", "500"]),
        ("exec", ["404", "409", "ok", "409", "409", "409", "409", "409"]),
        ("remove", ["404", "ok", "409", "409", "409", "ok", "500", "409"]),
        ("remove force", ["404", "ok", "ok", "ok", "ok", "ok", "500", "409"]),
    ];

    private static IEnumerable<TestCaseData> Cells() =>
        from row in Matrix
        from column in States.Index()
        select new TestCaseData(row.Operation, column.Item, row.Codes[column.Index]).SetArgDisplayNames(row.Operation, column.Item, row.Codes[column.Index]);

    [TestCaseSource(nameof(Cells))]
    public async Task Operation_InState_IsAnsweredAsMeasured(string operation, string state, string code)
    {
        string id = await InStateAsync(state);
        if (state is not "missing") (await StatusAsync(id)).Should().Be(state);

        // A removal that is let in takes a second; everything else is answered at once.
        Task<string> call = CodeOfAsync(() => CallAsync(operation, id));
        Clock.Advance(TimeSpan.FromSeconds(1));

        (await call).Should().Be(code);
    }

    [TestCase("start", "created", "running")]
    [TestCase("start", "exited", "running")]
    [TestCase("stop", "running", "exited")]
    [TestCase("stop", "paused", "exited")]
    [TestCase("stop", "restarting", "exited")]
    [TestCase("kill", "running", "exited")]
    [TestCase("kill", "paused", "exited")]
    [TestCase("kill", "restarting", "exited")]
    [TestCase("kill TERM", "paused", "exited")]
    [TestCase("pause", "running", "paused")]
    [TestCase("unpause", "paused", "running")]
    [TestCase("start", "restarting", "restarting")]
    public async Task Operation_InState_LeavesState(string operation, string before, string after)
    {
        string id = await InStateAsync(before);

        await CallAsync(operation, id);

        (await StatusAsync(id)).Should().Be(after);
    }

    [TestCase("start", "paused", "cannot start a paused container, try unpause instead")]
    [TestCase("start", "dead", "container is marked for removal and cannot be started")]
    [TestCase("start", "missing", "No such container: {id}")]
    [TestCase("kill", "missing", "Cannot kill container: {id}: No such container: {id}")]
    [TestCase("kill", "exited", "Cannot kill container: {id}: Container {id} is not running")]
    [TestCase("kill ZORK", "missing", "Invalid signal: ZORK")]
    [TestCase("pause", "paused", "Container {id} is already paused")]
    [TestCase("pause", "restarting", "Container {id} is restarting, wait until the container is running")]
    [TestCase("unpause", "running", "Container {id} is not paused")]
    [TestCase("rename", "restarting", "sandbox {id} not found")]
    [TestCase("remove", "running", "You cannot remove a running container {id}. Stop the container before attempting removal or force remove")]
    [TestCase("remove", "paused", "You cannot remove a paused container {id}. Unpause and then stop the container before attempting removal or force remove")]
    [TestCase("remove", "removing", "removal of container {id} is already in progress")]
    public async Task Refusal_SaysWhatTheEngineSays(string operation, string state, string message)
    {
        string id = await InStateAsync(state);

        (await RefusalAsync(() => CallAsync(operation, id))).Message.Should().Be(message.Replace("{id}", id, StringComparison.Ordinal));
    }

    [Test]
    public async Task RenameWhileRestarting_ChangesNothing()
    {
        string id = await InStateAsync("restarting");

        await RefusalAsync(() => Engine.Containers.RenameAsync(id, "other"));

        (await Engine.Containers.InspectAsync(id)).Name.Should().Be("/bot-a");
        await FluentActions.Awaiting(() => CreateAsync("other")).Should().NotThrowAsync();
    }

    private async Task<string> InStateAsync(string state)
    {
        Use(new InMemoryEngineOptions { RemoveDelay = state is "removing" ? TimeSpan.FromMinutes(1) : TimeSpan.Zero });
        switch (state)
        {
            case "missing":
                return new string('f', 64);
            case "created":
                return await CreateAsync();
            case "running":
                return await RunAsync();
            case "paused":
                string paused = await RunAsync();
                await Engine.Containers.PauseAsync(paused);
                return paused;
            case "restarting":
                string restarting = await RunAsync(request: Request("always"));
                Engine.KillProcess(restarting, 1);
                return restarting;
            case "exited":
                string exited = await RunAsync();
                await Engine.Containers.StopAsync(exited, grace: null);
                return exited;
            case "dead":
                string dead = await CreateAsync();
                Engine.SetUnremovable(dead);
                await RefusalAsync(() => Engine.Containers.RemoveAsync(dead, force: false, removeAnonymousVolumes: false));
                return dead;
            default:
                string removing = await CreateAsync();
                _ = Engine.Containers.RemoveAsync(removing, force: false, removeAnonymousVolumes: false);
                return removing;
        }
    }

    private async Task<string> CallAsync(string operation, string id)
    {
        IContainerOperations containers = Engine.Containers;
        switch (operation)
        {
            case "start":
                return await containers.StartAsync(id) == MutationResult.Done ? "204" : "304";
            case "stop":
                return await containers.StopAsync(id, grace: null) == MutationResult.Done ? "204" : "304";
            case "kill":
                await containers.KillAsync(id, "SIGKILL");
                break;
            case "kill TERM":
                await containers.KillAsync(id, "TERM");
                break;
            case "kill ZORK":
                await containers.KillAsync(id, "ZORK");
                break;
            case "pause":
                await containers.PauseAsync(id);
                break;
            case "unpause":
                await containers.UnpauseAsync(id);
                break;
            case "rename":
                await containers.RenameAsync(id, "another-name");
                break;
            case "update":
                await containers.UpdateAsync(id, new UpdateContainerRequest { PidsLimit = 10 });
                break;
            case "exec":
                await containers.ExecAsync(id, new ExecRequest { Command = ["true"] });
                break;
            default:
                await containers.RemoveAsync(id, force: operation is "remove force", removeAnonymousVolumes: false);
                break;
        }

        return "ok";
    }
}
