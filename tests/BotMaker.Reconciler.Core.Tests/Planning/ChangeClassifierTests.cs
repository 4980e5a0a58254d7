using BotMaker.Reconciler.Core.Model.Values;
using BotMaker.Reconciler.Core.Planning;

namespace BotMaker.Reconciler.Core.Tests.Planning;

[TestFixture]
public sealed class ChangeClassifierTests
{
    [TestCase("spec.image.reference", "a:1", "a:2", ChangeClass.Migrate)]
    [TestCase("spec.env.TZ", null, "UTC", ChangeClass.Recreate)]
    [TestCase("spec.env.TZ", "UTC", null, ChangeClass.Recreate)]
    [TestCase("spec.resources.memory", "1", "2", ChangeClass.Update)]
    [TestCase("spec.resources.memory", null, "2", ChangeClass.Update)]
    [TestCase("spec.resources.memory", "1", null, ChangeClass.Recreate)]
    [TestCase("spec.resources.cpus", "1", null, ChangeClass.Recreate)]
    [TestCase("spec.restart.policy", "Always", "Never", ChangeClass.Update)]
    [TestCase("spec.channels.telegram", "{}", null, ChangeClass.Live)]
    [TestCase("spec.config.agents", null, "{}", ChangeClass.Live)]
    [TestCase("spec.runState", "Running", "Stopped", ChangeClass.Restart)]
    [TestCase("metadata.labels.team", "a", "b", ChangeClass.None)]
    [TestCase("spec.priority", "0", "1", ChangeClass.None)]
    [TestCase("spec.unknownToThisRelease", "0", "1", ChangeClass.None)]
    public void Change_HasTheLeastDisruptiveClassThatAppliesIt(string path, string? old, string? @new, ChangeClass expected) =>
        ChangeClassifier.Diff(Map(path, old), Map(path, @new)).Should().Equal(new FieldChange(path, old, @new, expected));

    [Test]
    public void Changes_AreInOrderOfTheirPaths()
    {
        var old = ValueMap.Of(("spec.env.B", "1"), ("spec.env.A", "1"), ("spec.env.Same", "1"));
        var @new = ValueMap.Of(("spec.env.C", "1"), ("spec.env.A", "2"), ("spec.env.Same", "1"));

        ChangeClassifier.Diff(old, @new).Select(c => c.Path).Should().Equal("spec.env.A", "spec.env.B", "spec.env.C");
    }

    [Test]
    public void Highest_IsTheMostDisruptive()
    {
        ChangeClassifier.Highest([]).Should().Be(ChangeClass.None);
        ChangeClassifier.Highest([Of(ChangeClass.Live), Of(ChangeClass.Recreate), Of(ChangeClass.Update)]).Should().Be(ChangeClass.Recreate);

        static FieldChange Of(ChangeClass @class) => new("spec.env.A", null, null, @class);
    }

    private static ValueMap<string> Map(string path, string? value) => value is null ? default : ValueMap.Of((path, value));
}
