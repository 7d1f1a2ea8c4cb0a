namespace FraudMl;

/// <summary>Splits into one training and one test set.</summary>
internal static class HoldOut
{
    public static int TestCount(double testShare, int rowCount)
    {
        if (!(testShare > 0 && testShare < 1))
            throw new FraudMlException(FormattableString.Invariant($"testShare must be in (0, 1). Got {testShare} instead."));
        int testCount = Shares.Ceiling(testShare, rowCount);
        return testCount > 0 && testCount < rowCount
            ? testCount
            : throw new FraudMlException(
                FormattableString.Invariant($"A split of {rowCount} rows with a test share of {testShare} leaves one side empty."));
    }

    /// <summary>Returns into how many parts rows are cut so that one of them has about the share.</summary>
    public static int PartCount(double share) => share is > 0 and < 1
        ? Math.Max(2, Shares.Round(1 / share, 1))
        : throw new FraudMlException(FormattableString.Invariant($"The share held back must be in (0, 1). Got {share} instead."));

    /// <summary>Draws the test rows of each class apart; their numbers are the exact shares rounded up or down.</summary>
    public static Fold Stratified(ReadOnlySpan<bool> labels, double testShare, int seed)
    {
        int testCount = TestCount(testShare, labels.Length), frauds = labels.Count(true);
        if (frauds < 2 || labels.Length - frauds < 2)
            throw new FraudMlException($"A stratified split needs two rows of each class at least, and {FoldRules.Numbers(labels)}. "
                + $"Bring more data.");
        int testFrauds = Math.Clamp((int)Math.Round((double)testCount * frauds / labels.Length), 1, frauds - 1);
        var random = new Random(seed);
        var test = new bool[labels.Length];
        Draw(labels, true, testFrauds, random, test);
        Draw(labels, false, Math.Clamp(testCount - testFrauds, 1, labels.Length - frauds - 1), random, test);
        return Of(test);
    }

    /// <summary>Puts entities in random order into the test set until its share is reached.</summary>
    public static Fold ByEntity(FoldInput rows, string key, double testShare, int seed)
    {
        string who = $"A split by '{key}'";
        ReadOnlySpan<bool> labels = rows.Labels.Span;
        (int[] entityOf, int entityCount) = FoldEntities.Of(rows, key, who);
        int testCount = TestCount(testShare, labels.Length);
        int[] sizes = new int[entityCount], order = [.. Enumerable.Range(0, entityCount)];
        foreach (int entity in entityOf) sizes[entity]++;
        new Random(seed).Shuffle(order);
        var isTest = new bool[entityCount];
        int filled = 0;
        foreach (int entity in order)
        {
            if (filled >= testCount) break;
            isTest[entity] = true;
            filled += sizes[entity];
        }

        Fold fold = Of(Array.ConvertAll(entityOf, entity => isTest[entity]));
        FoldRules.RequireBothClasses([fold], labels, who, $"there are {entityCount} entities");
        return fold;
    }

    private static void Draw(ReadOnlySpan<bool> labels, bool label, int count, Random random, bool[] test)
    {
        var members = new List<int>();
        for (int row = 0; row < labels.Length; row++)
        {
            if (labels[row] == label) members.Add(row);
        }

        int[] drawn = [.. members];
        random.Shuffle(drawn);
        foreach (int row in drawn.AsSpan(0, count)) test[row] = true;
    }

    private static Fold Of(bool[] test) => new(
        [.. Enumerable.Range(0, test.Length).Where(row => !test[row])], [.. Enumerable.Range(0, test.Length).Where(row => test[row])]);
}
