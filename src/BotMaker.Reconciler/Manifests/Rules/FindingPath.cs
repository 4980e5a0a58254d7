using System.Text;
using BotMaker.Reconciler.Manifests.Schema;

namespace BotMaker.Reconciler.Manifests.Rules;

/// <summary>Paths as OpenClaw's rules write them: <c>accounts.work.allowFrom[0]</c>, <c>groups["-100.5"].requireMention</c>.</summary>
internal static class FindingPath
{
    public static FieldPath Below(FieldPath root, string relative)
    {
        var path = root;
        var segment = new StringBuilder();
        for (int i = 0; i < relative.Length; i++)
        {
            switch (relative[i])
            {
                case '.':
                    Take();
                    break;
                case '[' when i + 1 < relative.Length && relative[i + 1] == '"':
                    Take();
                    for (i += 2; i < relative.Length && relative[i] != '"'; i++)
                    {
                        if (relative[i] == '\\' && i + 1 < relative.Length) i++;
                        segment.Append(relative[i]);
                    }

                    path = path[segment.ToString()];
                    segment.Clear();
                    i++;
                    break;
                case '[':
                    Take();
                    segment.Append('[');
                    break;
                default:
                    segment.Append(relative[i]);
                    break;
            }
        }

        Take();
        return path;

        void Take()
        {
            if (segment.Length > 0) path = path[segment.ToString()];
            segment.Clear();
        }
    }
}
