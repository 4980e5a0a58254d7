namespace BotMaker.Reconciler.Manifests.Schema;

/// <summary>"Did you mean".</summary>
internal static class Nearest
{
    /// <summary>The known word with the least edits, if it is near enough to be a slip; differences of case cost nothing.</summary>
    public static string? To(string word, IEnumerable<string> known)
    {
        if (word.Length is 0 or > 60) return null;
        (string? best, int bestDistance) = (null, Math.Max(1, word.Length / 3) + 1);
        foreach (string candidate in known)
        {
            int distance = Distance(word.ToLowerInvariant(), candidate.ToLowerInvariant());
            if (distance < bestDistance) (best, bestDistance) = (candidate, distance);
        }

        return best;
    }

    /// <summary>Levenshtein with neighbours swapped as one edit, three rows at a time.</summary>
    private static int Distance(string left, string right)
    {
        int[] beforeLast = new int[right.Length + 1];
        int[] last = [.. Enumerable.Range(0, right.Length + 1)];
        for (int i = 1; i <= left.Length; i++)
        {
            int[] row = new int[right.Length + 1];
            row[0] = i;
            for (int j = 1; j <= right.Length; j++)
            {
                int change = left[i - 1] == right[j - 1] ? 0 : 1;
                row[j] = Math.Min(Math.Min(last[j] + 1, row[j - 1] + 1), last[j - 1] + change);
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1]) row[j] = Math.Min(row[j], beforeLast[j - 2] + 1);
            }

            (beforeLast, last) = (last, row);
        }

        return last[right.Length];
    }
}
