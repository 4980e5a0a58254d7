using BotMaker.OpenClaw.Releases;
using BotMaker.OpenClaw.Rendering;
using BotMaker.OpenClaw.Tokens;
using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Core.Model.Desired;
using BotMaker.Reconciler.Manifests;
using BotMaker.Reconciler.Manifests.Codes;
using BotMaker.Reconciler.Secrets;

namespace BotMaker.Reconciler.Hosting.Run;

/// <summary>Reads the secrets that valid manifests name and judges their form, offline: <c>validate --secrets</c>. No finding holds a value or a part of one.</summary>
internal sealed class SecretValidation(string secretsDirectory)
{
    private readonly DirectorySecretStore _store = new(secretsDirectory);
    private readonly Dictionary<string, (BotId Bot, string Field)> _accounts = new(StringComparer.Ordinal);

    public IReadOnlyList<Diagnostic> Check(IEnumerable<DesiredBot> bots) => [.. bots.SelectMany(Check)];

    private IEnumerable<Diagnostic> Check(DesiredBot bot)
    {
        if (ReleaseSupport.Judge(ReleaseOf(bot)).Error is not null) return [];
        var secrets = OpenClawRenderer.Render(new RenderRequest(bot.Id, bot.Spec, ReleaseOf(bot))).Secrets;
        return secrets.Where(secret => !secret.IsGenerated).OrderBy(secret => secret.Field, StringComparer.Ordinal).SelectMany(secret => Check(bot, secret));
    }

    /// <summary>Which fields a bot has depends little on the release; where the image does not say it, the newest has them all.</summary>
    private static OpenClawRelease ReleaseOf(DesiredBot bot) =>
        OpenClawRelease.TryParse(bot.Spec.Image.OpenClawRelease, out var named) || ReleaseDetection.TryFromReference(bot.Spec.Image.Reference, out named) ? named : OpenClawRelease.Newest;

    private IEnumerable<Diagnostic> Check(DesiredBot bot, RenderedSecret secret)
    {
        var source = secret.Source!;
        switch (_store.Find(source))
        {
            case SecretLookup.Missing missing:
                yield return Found(SecretCodes.Missing, $"The secret '{source}' is not there. Write its value to {missing.Where}, with mode 0600.");
                break;
            case SecretLookup.Refused refused:
                yield return Found(SecretCodes.Refused, $"The secret '{source}' is refused: {refused.Message}.");
                break;
            case SecretLookup.Found found:
                if (found.WasTrimmed) yield return Found(SecretCodes.Spaces, $"The secret '{source}' has white space around it, which is left out. Store the value alone.");
                var check = CredentialFields.Check(secret.Field, found.Value.Reveal());
                foreach (var finding in check.Findings)
                    yield return Found(finding.Severity == DiagnosticSeverity.Error ? SecretCodes.WrongForm : SecretCodes.Spaces, $"The secret '{source}': {finding.Message}");
                if (check.IsUsable && Other(bot.Id, secret.Field, check.Value) is { } other)
                    yield return Found(SecretCodes.SharedValue, $"The secret '{source}' is the account that bot '{other.Bot}' logs in with ({other.Field}). The two would take each other's messages: make an account of its own for each bot.");
                break;
            default:
                break;
        }

        Diagnostic Found(DiagnosticCode code, string message) =>
            new(code.Severity, code.Code, bot.Source.File, bot.Source.Line, 1, secret.Field, message);
    }

    /// <summary>Another bot that logs in to the channel as the same account: with the same value, or with another token of the same bot.</summary>
    private (BotId Bot, string Field)? Other(BotId bot, string field, string value)
    {
        if (CredentialFields.ChannelOf(field) is not var (channel, credential) || !CredentialIdentity.IsLogin(channel, credential)) return null;
        var account = CredentialIdentity.Of(channel, credential, value) ?? $"{channel}:{value}";
        if (_accounts.TryAdd(account, (bot, field))) return null;
        return _accounts[account] is var first && first.Bot != bot ? first : null;
    }
}
