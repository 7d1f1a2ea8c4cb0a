namespace FraudMl;

/// <summary>Who of a generation and its parents are the next parents.</summary>
internal static class Survival
{
    /// <summary>Returns the best by front and, of the last front, those with most room around them.</summary>
    public static Individual[] Of(Individual[] all, int count)
    {
        var survivors = new List<Individual>();
        foreach (List<Individual> front in Fronts(all))
        {
            Spread(front);
            if (survivors.Count + front.Count <= count) survivors.AddRange(front);
            else survivors.AddRange(front.OrderByDescending(one => one.Distance).Take(count - survivors.Count));
            if (survivors.Count == count) break;
        }

        return [.. survivors];
    }

    /// <summary>Splits individuals into fronts, each dominated by those before only, and writes their ranks.</summary>
    public static List<List<Individual>> Fronts(Individual[] all)
    {
        int[] dominators = new int[all.Length];
        var dominated = Array.ConvertAll(all, _ => new List<int>());
        for (int i = 0; i < all.Length; i++)
        {
            for (int j = 0; j < all.Length; j++)
            {
                if (!ParetoFront.Dominates(all[i].Scores, all[j].Scores)) continue;
                dominated[i].Add(j);
                dominators[j]++;
            }
        }

        var fronts = new List<List<Individual>>();
        List<int> current = [.. Enumerable.Range(0, all.Length).Where(i => dominators[i] == 0)];
        while (current.Count > 0)
        {
            foreach (int i in current) all[i].Rank = fronts.Count;
            fronts.Add([.. current.Select(i => all[i])]);
            current = [.. current.SelectMany(i => dominated[i]).Where(j => --dominators[j] == 0)];
        }

        return fronts;
    }

    /// <summary>Writes the crowding distances: the sum over the objectives of the gap between the neighbours.</summary>
    public static void Spread(List<Individual> front)
    {
        foreach (Individual one in front) one.Distance = 0;
        for (int m = 0; m < front[0].Scores.Length; m++)
        {
            Individual[] order = [.. front.OrderBy(one => one.Scores[m])];
            double range = order[^1].Scores[m] - order[0].Scores[m];
            order[0].Distance = order[^1].Distance = double.PositiveInfinity;
            for (int i = 1; i < order.Length - 1 && range > 0; i++)
                order[i].Distance += (order[i + 1].Scores[m] - order[i - 1].Scores[m]) / range;
        }
    }
}
