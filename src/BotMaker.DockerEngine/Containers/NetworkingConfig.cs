namespace BotMaker.DockerEngine.Containers;

/// <param name="EndpointsConfig">One entry: engines below API 1.44 refuse more at create.</param>
public sealed record NetworkingConfig(IReadOnlyDictionary<string, EndpointSettings> EndpointsConfig);
