using BotMaker.DockerEngine.Images;

namespace BotMaker.Reconciler.Execution;

/// <summary>Credentials for an image's registry; null: pull anonymously.</summary>
public delegate Task<RegistryCredentials?> FindRegistryCredentials(string reference, CancellationToken cancellationToken);
