using System.Security.Cryptography;
using System.Text;

/// <summary>Model files of many megabytes whose every number is right: what grows faster than they do takes minutes or gigabytes.</summary>
internal static class HugeModels
{
    private const string Logistic = "\"calibrator\":{\"kind\":\"prior\",\"logOddsOffset\":0}";

    /// <summary>Returns the files.</summary>
    /// <param name="part">1 for all of their size, 20 for a twentieth.</param>
    public static IEnumerable<(string Name, byte[] File)> All(int part)
    {
        yield return ("a tree of 500,000 levels", Signed(Model(1, "", Chain(500_000 / part, featureCount: 1))));
        yield return ("a tree of 100,000 levels over 100,000 features",
            Signed(Model(100_000 / part, "", Chain(100_000 / part, 100_000 / part))));
        yield return ("a tree of 200,000 levels over 2,000 features", Signed(Model(2_000 / part, "", Chain(200_000 / part, 2_000 / part))));
        yield return ("a tree of 20,000 levels beside 20,000 stumps",
            Signed(Model(1, "", Chain(20_000 / part, 1, stumpCount: 20_000 / part))));
        yield return ("a split by 16 million categories", Signed(Model(1, "", Categories(1, 500_000 / part))));
        yield return ("200,000 splits by 64 categories", Signed(Model(1, "", Categories(200_000 / part, 2))));
        yield return ("400 splits by 30,000 categories", Signed(Model(1, "", Categories(400 / part, 1_000))));
        yield return ("300,000 steps that do nothing",
            Signed(Model(1_000 / part, Repeat("{\"step\":\"drop\",\"removes\":[]}", 300_000 / part), Linear(1_000 / part))));
        yield return ("20,000 steps that add a column", Signed(Model(1, Repeat(20_000 / part, Clip), Linear((20_000 / part) + 1))));
        yield return ("a step that removes 50,000 columns", Signed(Model(
            (50_000 / part) + 1, $"{{\"step\":\"drop\",\"removes\":[{Names(50_000 / part)}]}}", Linear(1))));
        yield return ("a step that adds 100,000 columns", Signed(Model(1, Wide(100_000 / part), Linear((100_000 / part) + 1))));
        yield return ("a million sources joined by plus signs", Signed(Model(1, Joined(1_000_000 / part), Linear(2))));
        yield return ("a blend of 100,000 models", Signed(Model(1, "", Blend(100_000 / part))));
        yield return ("a million lists in each other", Signed(Model(1, "", new string('[', 1_000_000 / part))));
    }

    private static byte[] Signed(string payload)
    {
        byte[] json = Encoding.UTF8.GetBytes(payload);
        string header = $"{{\"format\":\"fraudml\",\"version\":1,\"sha256\":\"{Convert.ToHexStringLower(SHA256.HashData(json))}\"}}\n";
        return [.. Encoding.UTF8.GetBytes(header), .. json];
    }

    private static string Model(int inputCount, string steps, string scorer) =>
        $"{{\"pipeline\":\"huge\",\"inputs\":[{Repeat(inputCount, i => Column(i, $"x{i}"))}],\"steps\":[{steps}],\"scorer\":{scorer},{Logistic}}}";

    private static string Column(int slot, string name) =>
        $"{{\"kind\":\"Number\",\"slot\":{slot},\"feature\":{{\"name\":\"{name}\",\"sources\":[\"{name}\"],\"kind\":\"Number\"}}}}";

    private static string Clip(int step) =>
        $"{{\"step\":\"clip\",\"inputs\":[0],\"adds\":[{Column(step + 1, $"y{step}")}],\"lows\":[0],\"highs\":[1]}}";

    private static string Wide(int count) =>
        $"{{\"step\":\"clip\",\"inputs\":[{Repeat("0", count)}],\"adds\":[{Repeat(count, i => Column(i + 1, $"y{i}"))}],\"lows\":[{Repeat("0", count)}],\"highs\":[{Repeat("1", count)}]}}";

    private static string Joined(int count)
    {
        string source = string.Join('+', Enumerable.Repeat("x0", count));
        return $"{{\"step\":\"clip\",\"inputs\":[0],\"adds\":[{{\"kind\":\"Number\",\"slot\":1,\"feature\":{{\"name\":\"y\",\"source\":\"{source}\"}}}}],\"lows\":[0],\"highs\":[1]}}";
    }

    private static string Names(int count) => Repeat(count, i => $"\"x{i}\"");

    private static string Linear(int count) => $"{{\"model\":\"linear\",\"weights\":[{Repeat("0.5", count)}],\"bias\":0}}";

    private static string Blend(int count) =>
        $"{{\"model\":\"blend\",\"models\":[{Repeat(Linear(1), count)}],\"weights\":[{Repeat("1e-5", count)}],\"bias\":0,\"rankSlope\":1}}";

    // Every left child is a leaf; trees of a single split follow.
    private static string Chain(int levels, int featureCount, int stumpCount = 0)
    {
        int count = (2 * levels) + 1, all = count + (3 * stumpCount);
        bool IsSplit(int i) => i < count ? i % 2 == 0 && i < 2 * levels : (i - count) % 3 == 0;
        int FeatureOf(int i) => !IsSplit(i) ? -1 : i < count ? i / 2 % featureCount : 0;
        int RightOf(int i) => !IsSplit(i) ? 0 : i + 2;
        IEnumerable<int> roots = Enumerable.Range(0, stumpCount).Select(i => count + (3 * i)).Prepend(0);
        return $"{{\"model\":\"trees\",\"featureTotal\":{featureCount},\"bias\":0,\"roots\":[{string.Join(',', roots)}],"
            + $"\"features\":[{Repeat(all, i => $"{FeatureOf(i)}")}],\"thresholds\":[{Repeat("1", all)}],"
            + $"\"left\":[{Repeat(all, i => IsSplit(i) ? $"{i + 1}" : "0")}],\"right\":[{Repeat(all, i => $"{RightOf(i)}")}],"
            + $"\"missingLeft\":[{Repeat("false", all)}],\"values\":[{Repeat(all, i => IsSplit(i) ? "0" : "1e-6")}],\"covers\":[{Repeat("1", all)}]}}";
    }

    // Trees of one split by every category there is room for.
    private static string Categories(int trees, int words)
    {
        int all = 3 * trees;
        return $"{{\"model\":\"trees\",\"featureTotal\":1,\"bias\":0,\"roots\":[{Repeat(trees, i => $"{3 * i}")}],"
            + $"\"features\":[{Repeat("0,-1,-1", trees)}],\"thresholds\":[{Repeat("0", all)}],"
            + $"\"left\":[{Repeat(trees, i => $"{(3 * i) + 1},0,0")}],\"right\":[{Repeat(trees, i => $"{(3 * i) + 2},0,0")}],"
            + $"\"missingLeft\":[{Repeat("false", all)}],\"values\":[{Repeat("0,1e-6,0", trees)}],\"covers\":[{Repeat("1", all)}],"
            + $"\"categoryStarts\":[0,{Repeat(trees, i => $"{words * (i + 1)},{words * (i + 1)},{words * (i + 1)}")}],"
            + $"\"categoryBits\":[{Repeat("4294967295", trees * words)}]}}";
    }

    private static string Repeat(string text, int count) => string.Join(',', Enumerable.Repeat(text, count));

    private static string Repeat(int count, Func<int, string> text) => string.Join(',', Enumerable.Range(0, count).Select(text));
}
