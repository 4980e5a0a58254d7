using BotMaker.Reconciler.Core.Planning;

namespace BotMaker.Reconciler.Execution;

/// <summary>Does one action of a plan and looks whether it is done.</summary>
public interface IActionExecutor
{
    /// <exception cref="DockerEngine.Errors.DockerEngineException">The engine is out of reach; nothing is known.</exception>
    Task<ActionOutcome> ExecuteAsync(BotAction action, ActionContext context, CancellationToken cancellationToken);
}
