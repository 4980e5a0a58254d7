using BotMaker.OpenClaw.Channels;
using BotMaker.Reconciler.Core.Model.Values;

namespace BotMaker.OpenClaw.Tests.Channels;

public sealed class ChannelCatalogTests
{
    [Test]
    public void Catalog_HoldsTheTenChannelsOfTheManifest() =>
        ChannelCatalog.Names.Should().Equal("discord", "googlechat", "line", "matrix", "mattermost", "msteams", "signal", "slack", "telegram", "whatsapp");

    [Test]
    public void OnlyTelegram_IsInTheCore() =>
        ChannelCatalog.All.Where(channel => channel.Package is null).Select(channel => channel.Name).Should().Equal("telegram");

    [Test]
    public void Packages_AreNamedAfterTheirChannel() =>
        ChannelCatalog.All.Where(channel => channel.Package is not null).Should().OnlyContain(channel => channel.Package == "@openclaw/" + channel.Name);

    [Test]
    public void NoKey_HasTwoMeanings()
    {
        foreach (var channel in ChannelCatalog.All)
        {
            string[] keys = [.. ChannelCatalog.SharedFields, .. channel.Credentials.Keys, .. channel.Settings.Keys, .. channel.Refused.Keys];
            keys.Should().OnlyHaveUniqueItems(channel.Name);
        }
    }

    [Test]
    public void Rules_NameOnlyKnownKeys()
    {
        foreach (var channel in ChannelCatalog.All)
        {
            var known = channel.Credentials.Keys.Concat(channel.Settings.Keys).ToHashSet(StringComparer.Ordinal);
            var named = channel.CredentialRules.SelectMany(rule => rule.AnyOf.SelectMany(names => names).Concat(rule.When.Keys));
            named.Except(known, StringComparer.Ordinal).Should().BeEmpty(channel.Name);
        }
    }

    [Test]
    public void ExamplesOfIds_MatchTheirOwnFormat() => ChannelCatalog.All.Should().OnlyContain(channel => channel.SenderId.IsMatch(channel.SenderId.Example));

    [TestCase("telegram", "123456789", true)]
    [TestCase("telegram", "tg:123456789", true)]
    [TestCase("telegram", "telegram:123456789", true)]
    [TestCase("telegram", "@alice", false)]
    [TestCase("telegram", "123456789\n", false)]
    [TestCase("telegram", "", false)]
    [TestCase("telegram", "*", true)]
    [TestCase("telegram", "accessGroup:team", true)]
    [TestCase("telegram", "accessGroup:", false)]
    [TestCase("discord", "123456789012345678", true)]
    [TestCase("discord", "alice#1234", false)]
    [TestCase("slack", "U012AB3CD4E", true)]
    [TestCase("slack", "u012ab3cd4e", false)]
    [TestCase("whatsapp", "+15550001234", true)]
    [TestCase("whatsapp", "0155", false)]
    [TestCase("signal", "uuid:12345678-1234-1234-1234-123456789abc", true)]
    [TestCase("signal", "alice.01", false)]
    [TestCase("matrix", "@alice:example.org", true)]
    [TestCase("matrix", "alice", false)]
    [TestCase("googlechat", "users/1234567890", true)]
    [TestCase("googlechat", "1234567890", false)]
    [TestCase("line", "U0123456789abcdef0123456789abcdef", true)]
    public void SenderIds_AreToldApart(string channel, string entry, bool expected)
    {
        ChannelCatalog.TryGet(channel, out var definition).Should().BeTrue();
        definition!.SenderId.IsMatch(entry).Should().Be(expected);
    }

    [TestCase("mode", "socket", true)]
    [TestCase("mode", "sockets", false)]
    public void SettingWithChoices_TakesOnlyThose(string name, string value, bool expected)
    {
        ChannelCatalog.TryGet("slack", out var slack).Should().BeTrue();
        slack!.TryGetSetting(name, out var setting).Should().BeTrue();
        setting!.Accepts(new DataNode.Text(value)).Should().Be(expected);
        setting.Describe().Should().Be("one of socket, http, relay");
    }

    [Test]
    public void SettingWithTwoShapes_TakesBoth()
    {
        ChannelCatalog.TryGet("telegram", out var telegram).Should().BeTrue();
        var setting = telegram!.Settings["autoTopicLabel"];
        setting.Accepts(new DataNode.Flag(true)).Should().BeTrue();
        setting.Accepts(new DataNode.Map(default)).Should().BeTrue();
        setting.Accepts(new DataNode.Number("1")).Should().BeFalse();
    }

    [Test]
    public void UnknownChannel_IsNotFound() => ChannelCatalog.TryGet("Telegram", out _).Should().BeFalse();
}
