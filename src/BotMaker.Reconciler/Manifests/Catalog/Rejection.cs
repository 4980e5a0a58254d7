using BotMaker.Reconciler.Core.Model;

namespace BotMaker.Reconciler.Manifests.Catalog;

/// <summary>A valid manifest that cannot be in force beside another.</summary>
/// <param name="Other">The bot in its way.</param>
/// <param name="OtherKeeps">The other one had it first and goes on with it; false: neither gets it.</param>
internal sealed record Rejection(Claim Claim, BotId Other, bool OtherKeeps)
{
    public string Message => OtherKeeps
        ? $"{Claim.Text} belongs to '{Other}', which has it in force: waiting for {Other}. Give this bot another one, or take it from the other bot first."
        : $"'{Other}' wants {Claim.Text} too, and neither has it yet, so neither gets it. Give one of them another.";
}
