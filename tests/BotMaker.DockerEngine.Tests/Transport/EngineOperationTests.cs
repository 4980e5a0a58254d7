using System.Reflection;
using BotMaker.DockerEngine.Containers;
using BotMaker.DockerEngine.Errors;
using BotMaker.DockerEngine.Events;
using BotMaker.DockerEngine.Images;
using BotMaker.DockerEngine.Networks;
using BotMaker.DockerEngine.Tests.Fakes;
using BotMaker.DockerEngine.Tests.Logs;
using BotMaker.DockerEngine.Transport;

namespace BotMaker.DockerEngine.Tests.Transport;

[TestFixture]
internal sealed class EngineOperationTests : WireTests
{
    [Test]
    public void List_HoldsEveryOperationOnce()
    {
        var declared = typeof(EngineOperation).GetProperties(BindingFlags.Public | BindingFlags.Static)
            .Where(property => property.PropertyType == typeof(EngineOperation))
            .Select(property => (EngineOperation)property.GetValue(null)!);

        EngineOperation.All.Should().BeEquivalentTo(declared);
        EngineOperation.All.Select(operation => operation.Name).Should().OnlyHaveUniqueItems();
    }

    [Test]
    public async Task EveryMember_UsesTheEndpointsOfTheListAndNoOthers()
    {
        Engine.On("POST", $"/containers/{Id}/exec", """{"Id":"e1"}""", 201);
        Engine.On("POST", "/exec/e1/start", context => FakeEngine.SendAsync(context, Frames.Of(1, "x")));
        Func<Task>[] members =
        [
            () => Client.System.GetVersionAsync(),
            () => Client.System.GetInfoAsync(),
            () => Client.System.GetDiskUsageAsync(),
            () => Client.System.OpenEventsAsync(new EngineEventQuery()),
            () => Client.Containers.ListAsync(new ContainerListQuery()),
            () => Client.Containers.InspectAsync(Id),
            () => Client.Containers.CreateAsync("n", new CreateContainerRequest { Image = "x" }),
            () => Client.Containers.StartAsync(Id),
            () => Client.Containers.StopAsync(Id, null),
            () => Client.Containers.KillAsync(Id, "SIGKILL"),
            () => Client.Containers.PauseAsync(Id),
            () => Client.Containers.UnpauseAsync(Id),
            () => Client.Containers.RemoveAsync(Id, false, false),
            () => Client.Containers.RenameAsync(Id, "n"),
            () => Client.Containers.UpdateAsync(Id, new UpdateContainerRequest()),
            () => Client.Containers.WaitAsync(Id, ContainerWaitCondition.Removed),
            () => CollectAsync(Client.Containers.ReadLogsAsync(Id, new ContainerLogQuery())),
            () => Client.Containers.ExecAsync(Id, new ExecRequest { Command = ["x"] }),
            () => Client.Images.InspectAsync("r.io/a/b:1"),
            () => Client.Images.ListAsync(new ImageListQuery()),
            () => CollectAsync(Client.Images.PullAsync("x", null)),
            () => Client.Images.TagAsync("x", "y", "1"),
            () => Client.Images.RemoveAsync("x", false),
            () => Client.Networks.ListAsync([]),
            () => Client.Networks.InspectAsync("n"),
            () => Client.Networks.CreateAsync(new CreateNetworkRequest { Name = "n" }),
            () => Client.Networks.RemoveAsync(Id),
            () => Client.Volumes.ListAsync([]),
            () => Client.Volumes.RemoveAsync("v", false),
        ];

        foreach (var member in members)
        {
            try
            {
                await member();
            }
            catch (DockerEngineException exception) when (exception.Kind is EngineErrorKind.NotFound)
            {
                // Most endpoints are not scripted here; only what was asked for counts.
            }
        }

        string[] objects = [Id, "e1", "r.io/a/b:1", "x", "n", "v"];
        var asked = Engine.Requests.Select(request => $"{request.Method} {objects.Aggregate(request.Path, Generalise)}").Append("GET /_ping").Distinct(StringComparer.Ordinal);
        asked.Should().BeEquivalentTo(EngineOperation.All.Select(operation => $"{operation.Method} {operation.PathTemplate.Replace("{name}", "{id}", StringComparison.Ordinal)}"));
        Calls.Select(call => call.Operation).Distinct(StringComparer.Ordinal).Should().BeEquivalentTo(EngineOperation.All.Select(operation => operation.Name));

        static string Generalise(string path, string name)
        {
            var parts = path.Split('/', 3);
            return parts.Length < 3 ? path
                : string.Equals(parts[2], name, StringComparison.Ordinal) ? $"/{parts[1]}/{{id}}"
                : parts[2].StartsWith(name + "/", StringComparison.Ordinal) ? $"/{parts[1]}/{{id}}{parts[2][name.Length..]}"
                : path;
        }
    }

    [Test]
    public async Task Reference_KeepsItsSlashesInThePath()
    {
        Engine.On("GET", "/images/r.io:5000/a/b@sha256:00/json", """{"Id":"sha256:1"}""");

        (await Client.Images.InspectAsync("r.io:5000/a/b@sha256:00")).Id.Should().Be("sha256:1");
    }

    [TestCase("../containers/x")]
    [TestCase("a//b")]
    [TestCase("a/./b")]
    public async Task ReferenceThatWouldAddressAnotherEndpoint_IsRefused(string reference)
    {
        var remove = () => Client.Images.RemoveAsync(reference, force: true);

        await remove.Should().ThrowAsync<ArgumentException>();
        Engine.Requests.Should().BeEmpty();
    }
}
