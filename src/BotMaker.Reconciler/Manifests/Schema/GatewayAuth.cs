using BotMaker.Reconciler.Core.Model;

namespace BotMaker.Reconciler.Manifests.Schema;

/// <summary><c>gateway.auth</c>, which the model keeps as one member.</summary>
internal sealed record GatewayAuth(SecretRef? Token);
