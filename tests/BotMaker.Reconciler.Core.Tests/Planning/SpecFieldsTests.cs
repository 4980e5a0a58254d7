using BotMaker.Reconciler.Core.Model.Spec;
using BotMaker.Reconciler.Core.Planning;

namespace BotMaker.Reconciler.Core.Tests.Planning;

/// <summary>The table of fields against the model, and each field's effect on hash, class and plan.</summary>
[TestFixture]
public sealed class SpecFieldsTests
{
    private static readonly string[] Replaced =
        ["check disk", "ensure image", "write Replacing 2", "create 2", "update c1", "stop c1", "write OnTrial 2", "start new 2 after c1"];

    private static readonly string[] Migrated =
        ["check disk", "ensure image", "write Replacing 2", "create 2", "update c1", "stop c1", "save 2", "write OnTrial 2", "start new 2 after c1"];

    public static IEnumerable<TestCaseData> Fields() => SpecFields.All.Select(f => new TestCaseData(f.Path).SetArgDisplayNames(f.Path));

    [Test]
    public void Mutations_CoverTheTable() => FullBot.Mutations.Keys.Should().BeEquivalentTo(SpecFields.All.Select(f => f.Path));

    [Test]
    public void Table_CoversTheModel()
    {
        var touched = FullBot.Mutations
            .Where(m => m.Key.StartsWith("spec.", StringComparison.Ordinal))
            .ToDictionary(m => m.Key, m => TouchedBy(m.Value(FullBot.Bot).Spec), StringComparer.Ordinal);

        touched.Where(t => t.Value.Count != 1).Should().BeEmpty("each mutation changes one property of the model");
        touched.Values.SelectMany(t => t).Should().BeEquivalentTo(Leaves(FullBot.Bot.Spec).Keys, "a property that no field reads would never be applied");
    }

    [Test]
    public void FullBot_SetsEveryField() => SpecFields.All.Where(f => !SpecFields.Entries(f, FullBot.Bot).Any()).Should().BeEmpty();

    [TestCaseSource(nameof(Fields))]
    public void Change_IsOfThisFieldAlone(string path)
    {
        var changes = ChangeClassifier.Diff(SpecFields.Flatten(FullBot.Bot), SpecFields.Flatten(FullBot.Mutations[path](FullBot.Bot)));

        changes.Should().NotBeEmpty();
        changes.Should().OnlyContain(c => SpecFields.Find(c.Path) == Field(path) && c.Class == Field(path).Class);
    }

    [TestCaseSource(nameof(Fields))]
    public void Change_AltersTheHashWhereTheContainerIsMadeOfIt(string path) =>
        (SpecHasher.Hash(FullBot.Mutations[path](FullBot.Bot)) != SpecHasher.Hash(FullBot.Bot)).Should().Be(Field(path).Effect == FieldEffect.Container);

    [TestCaseSource(nameof(Fields))]
    public void Change_HasItsActions(string path)
    {
        var plan = (Scene.Running(FullBot.Bot) with { Bot = FullBot.Mutations[path](FullBot.Bot) }).Plan();

        string[] expected = Field(path).Effect switch
        {
            FieldEffect.Container => Field(path).Class == ChangeClass.Migrate ? Migrated : Replaced,
            FieldEffect.Limit => ["update c1"],
            _ when path is "spec.runState" => ["stop c1"],
            _ => [],
        };
        Scene.Words(plan).Should().Equal(expected);
        if (expected.Length > 0) plan.Class.Should().Be(Field(path).Class);
    }

    [Test]
    public void ContainerField_NeedsANewContainer() =>
        SpecFields.All.Where(f => f.Effect == FieldEffect.Container).Should().OnlyContain(f => f.Class >= ChangeClass.Recreate);

    [Test]
    public void Paths_AreUniqueAndNoneHidesAnother()
    {
        var paths = SpecFields.All.Select(f => f.Path).ToList();

        paths.Should().OnlyHaveUniqueItems();
        paths.Where(p => paths.Exists(other => p.StartsWith($"{other}.", StringComparison.Ordinal))).Should().BeEmpty();
    }

    [TestCase("spec.env.TZ", "spec.env")]
    [TestCase("spec.env.A.B", "spec.env")]
    [TestCase("spec.env", "spec.env")]
    [TestCase("spec.environment", null)]
    [TestCase("spec", null)]
    [TestCase("", null)]
    public void Path_BelongsToItsField(string path, string? field) => (SpecFields.Find(path)?.Path).Should().Be(field);

    [Test]
    public void Flattened_IsOfTheValue() => (SpecFields.Flatten(FullBot.Bot) == SpecFields.Flatten(FullBot.Bot with { })).Should().BeTrue();

    [Test]
    public void Secrets_AreShownAsReferences()
    {
        var fields = SpecFields.Flatten(FullBot.Bot);

        fields["spec.providers.anthropic"].Should().Be("""{"apiKey":{"secretRef":"anthropic/api-key"}}""");
        fields["spec.gateway.auth.token"].Should().Be("gateway");
        fields["spec.channels.telegram"].Should().Be(
            """{"allowFrom":["123456789"],"credentials":{"botToken":{"secretRef":"support-bot/telegram"}},"dmPolicy":"Allowlist","enabled":true,"groupPolicy":"Allowlist"}""");
    }

    private static SpecField Field(string path) => SpecFields.All.Single(f => string.Equals(f.Path, path, StringComparison.Ordinal));

    private static List<string> TouchedBy(BotSpec changed)
    {
        var before = Leaves(FullBot.Bot.Spec);
        return [.. Leaves(changed).Where(leaf => !Equals(leaf.Value, before[leaf.Key])).Select(leaf => leaf.Key)];
    }

    private static Dictionary<string, object?> Leaves(object spec, string prefix = "")
    {
        var leaves = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var property in spec.GetType().GetProperties())
        {
            var value = property.GetValue(spec);
            var path = prefix + property.Name;
            if (property.PropertyType is { IsClass: true, Namespace: "BotMaker.Reconciler.Core.Model.Spec" } && value is not null)
            {
                foreach (var (name, leaf) in Leaves(value, $"{path}.")) leaves[name] = leaf;
            }
            else
            {
                leaves[path] = value;
            }
        }

        return leaves;
    }
}
