namespace BotMaker.Reconciler.Benchmarks.Measuring;

/// <summary>Asks a listener that may not be there yet.</summary>
internal static class HttpProbe
{
    private static readonly HttpClient Client = new();

    /// <returns>Null: nobody answered.</returns>
    public static async Task<HttpResponseMessage?> GetAsync(string address, CancellationToken cancellationToken)
    {
        try
        {
            return await Client.GetAsync(new Uri(address), cancellationToken);
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }
}
