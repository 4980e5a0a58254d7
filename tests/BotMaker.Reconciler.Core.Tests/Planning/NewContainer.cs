namespace BotMaker.Reconciler.Core.Tests.Planning;

/// <summary>How a container behaves that a change makes.</summary>
public enum NewContainer
{
    BecomesReady,
    NeverBecomesReady,
    EndsAtOnce,
}
