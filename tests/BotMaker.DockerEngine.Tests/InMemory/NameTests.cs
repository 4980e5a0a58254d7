using System.Net;
using BotMaker.DockerEngine.Containers;
using BotMaker.DockerEngine.Errors;
using BotMaker.DockerEngine.InMemory;

namespace BotMaker.DockerEngine.Tests.InMemory;

[TestFixture]
public sealed class NameTests : EngineFixture
{
    [TestCase("ab")]
    [TestCase("R-a_b.c")]
    [TestCase("9a")]
    [TestCase("/slash")]
    public async Task ValidName_IsTaken(string name)
    {
        string id = await CreateAsync(name);

        (await Engine.Containers.InspectAsync(name)).Should().BeEquivalentTo(new { Id = id, Name = "/" + name.TrimStart('/') });
        id.Should().MatchRegex("^[0-9a-f]{64}$");
    }

    [TestCase("a")]
    [TestCase("_x")]
    [TestCase("a b")]
    [TestCase("ä1")]
    public async Task InvalidName_IsRefused(string name)
    {
        DockerEngineException refusal = await RefusalAsync(() => CreateAsync(name));

        (refusal.Kind, refusal.Message).Should().Be((EngineErrorKind.Invalid, $"Invalid container name ({name}), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed"));
    }

    [Test]
    public async Task TakenName_IsAConflictThatNamesTheHolder()
    {
        string holder = await CreateAsync("bot-a");

        DockerEngineException refusal = await RefusalAsync(() => CreateAsync("bot-a"));

        (refusal.Kind, refusal.StatusCode, refusal.Operation).Should().Be((EngineErrorKind.Conflict, HttpStatusCode.Conflict, "container create"));
        refusal.Message.Should().Be(
            $"Conflict. The container name \"/bot-a\" is already in use by container \"{holder}\". You have to remove (or rename) that container to be able to reuse that name.");
    }

    [Test]
    public async Task NameIsCaseSensitive()
    {
        await CreateAsync("r-a");

        await FluentActions.Awaiting(() => CreateAsync("R-a")).Should().NotThrowAsync();
    }

    [Test]
    public async Task TwoCreatesAtOnce_OneWins()
    {
        Use(new InMemoryEngineOptions { CreateDelay = TimeSpan.FromSeconds(1) });
        Task<string> first = CreateAsync("bot-a");
        Task<string> second = CreateAsync("bot-a");

        (await RefusalAsync(() => second)).Kind.Should().Be(EngineErrorKind.Conflict);
        Clock.Advance(TimeSpan.FromSeconds(1));
        (await first).Should().HaveLength(64);
    }

    [Test]
    public async Task RemovedName_IsFreeAtOnce()
    {
        string id = await CreateAsync("bot-a");
        await Engine.Containers.RemoveAsync(id, force: false, removeAnonymousVolumes: false);

        (await CreateAsync("bot-a")).Should().NotBe(id);
    }

    [Test]
    public async Task Rename_FreesTheOldNameAlsoOfADeadContainer()
    {
        string dead = await CreateAsync("bot-a");
        Engine.SetUnremovable(dead);
        DockerEngineException failure = await RefusalAsync(() => Engine.Containers.RemoveAsync(dead, force: true, removeAnonymousVolumes: false));
        failure.Message.Should().StartWith($"container {dead}: driver \"overlay2\" failed to remove root filesystem: unlinkat");
        (await ListedAsync(dead)).Should().BeEquivalentTo(new { State = "removing", Status = "Removal In Progress" });
        (await StateAsync(dead)).Should().BeEquivalentTo(new { Status = "dead", Dead = true });

        await Engine.Containers.RenameAsync(dead, "corpse");

        await FluentActions.Awaiting(() => CreateAsync("bot-a")).Should().NotThrowAsync();
        Engine.SetUnremovable(dead, cause: null);
        await Engine.Containers.RemoveAsync(dead, force: true, removeAnonymousVolumes: false);
        (await RefusalAsync(() => Engine.Containers.InspectAsync(dead))).Kind.Should().Be(EngineErrorKind.NotFound);
    }

    [TestCase("bot-a", "Renaming a container with the same name as its current name", EngineErrorKind.Invalid)]
    [TestCase("", "Neither old nor new names may be empty", EngineErrorKind.Invalid)]
    [TestCase("?", "Error when allocating new name: Invalid container name (?), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed", EngineErrorKind.Invalid)]
    public async Task BadRename_IsRefused(string newName, string message, EngineErrorKind kind)
    {
        string id = await CreateAsync("bot-a");

        DockerEngineException refusal = await RefusalAsync(() => Engine.Containers.RenameAsync(id, newName));

        (refusal.Kind, refusal.Message).Should().Be((kind, message));
    }

    [Test]
    public async Task RenameToATakenName_ChangesNothing()
    {
        string id = await CreateAsync("bot-a");
        string other = await CreateAsync("bot-b");

        (await RefusalAsync(() => Engine.Containers.RenameAsync(id, "bot-b"))).Kind.Should().Be(EngineErrorKind.Conflict);

        (await Engine.Containers.InspectAsync("bot-a")).Id.Should().Be(id);
        (await Engine.Containers.InspectAsync("bot-b")).Id.Should().Be(other);
    }

    [Test]
    public async Task Reference_IsIdThenNameThenPrefix()
    {
        string first = await CreateAsync("bot-a");
        string named = await CreateAsync(first[..6]);

        (await Engine.Containers.InspectAsync(first)).Id.Should().Be(first);
        (await Engine.Containers.InspectAsync(first[..6])).Id.Should().Be(named, "a name goes before a prefix");
        (await Engine.Containers.InspectAsync(first[..5])).Id.Should().Be(first);
        (await RefusalAsync(() => Engine.Containers.InspectAsync("zz"))).Message.Should().Be("No such container: zz");
    }

    [Test]
    public async Task SameSeed_GivesTheSameIds()
    {
        string first = await CreateAsync();
        Use(new InMemoryEngineOptions());

        (await CreateAsync()).Should().Be(first);
        Use(new InMemoryEngineOptions { Seed = 2 });
        (await CreateAsync()).Should().NotBe(first);
    }

    [Test]
    public async Task List_FiltersByNameLabelAndState()
    {
        string running = await RunAsync("bot-a", Request() with { Labels = new Dictionary<string, string>(StringComparer.Ordinal) { ["bot"] = "a", ["tier"] = "x" } });
        string created = await CreateAsync("bot-aa");

        (await IdsAsync(new ContainerListQuery())).Should().Equal(created, running);
        (await IdsAsync(new ContainerListQuery { Name = "bot-a" })).Should().Equal(running);
        (await IdsAsync(new ContainerListQuery { Labels = ["bot=a", "tier"] })).Should().Equal(running);
        (await IdsAsync(new ContainerListQuery { Labels = ["tier=y"] })).Should().BeEmpty();
        (await IdsAsync(new ContainerListQuery { All = false })).Should().Equal(running);
        (await IdsAsync(new ContainerListQuery { Network = "bridge", Labels = ["tier"] })).Should().Equal(running);
    }

    private async Task<IEnumerable<string>> IdsAsync(ContainerListQuery query) => (await Engine.Containers.ListAsync(query)).Select(line => line.Id);
}
