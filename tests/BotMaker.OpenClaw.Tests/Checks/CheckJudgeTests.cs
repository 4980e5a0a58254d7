using BotMaker.OpenClaw.Checks;
using BotMaker.OpenClaw.Rendering;

namespace BotMaker.OpenClaw.Tests.Checks;

public sealed class CheckJudgeTests
{
    [Test]
    public void Refusal_NamesEachKeyAndWhatItMayBe()
    {
        const string Output =
            """
            [config] warnings: something else
            {"valid":false,"issues":[{"path":"<root>","message":"Unrecognized key: \"bogus\""},{"path":"gateway.bind","message":"Invalid input","allowedValues":["loopback","lan"]}]}
            """;

        CheckJudge.Judge(OneShotKind.ValidateConfiguration, 1, Output).Should().Be(new CheckVerdict(
            CheckResult.Failed,
            "ConfigurationInvalid",
            "The release refuses the configuration. <root>: Unrecognized key: \"bogus\"; gateway.bind: Invalid input (one of loopback, lan)"));
    }

    [Test]
    public void RefusalInOtherWords_IsQuoted() =>
        CheckJudge.Judge(OneShotKind.ValidateConfiguration, 1, "Invalid config at /etc/openclaw/openclaw.json").Message.Should().EndWith("It says: Invalid config at /etc/openclaw/openclaw.json");

    [TestCase(OneShotKind.ValidateConfiguration, 0, CheckResult.Passed)]
    [TestCase(OneShotKind.AuditSecrets, 0, CheckResult.Passed)]
    [TestCase(OneShotKind.AuditSecrets, 1, CheckResult.Warned)]
    [TestCase(OneShotKind.AuditSecrets, 2, CheckResult.Failed)]
    [TestCase(OneShotKind.LintState, 1, CheckResult.Warned)]
    [TestCase(OneShotKind.ValidateConfiguration, 137, CheckResult.NotRun)]
    [TestCase(OneShotKind.ValidateConfiguration, 127, CheckResult.NotRun)]
    [TestCase(OneShotKind.InstallPackage, 1, CheckResult.NotRun)]
    public void ExitCode_DecidesByKind(OneShotKind kind, long exitCode, CheckResult expected) => CheckJudge.Judge(kind, exitCode, "").Result.Should().Be(expected);

    [Test]
    public void LongOutput_IsCutAtItsBeginning() =>
        CheckJudge.Judge(OneShotKind.AuditSecrets, 2, new string('x', 5000) + " the cause").Message.Should().HaveLength(CheckJudge.Judge(OneShotKind.AuditSecrets, 2, "").Message.Length - "It printed nothing.".Length + "It says: …".Length + 600).And.EndWith("the cause");
}
