namespace FraudMl;

internal static class EntityCodes
{
    /// <summary>Returns an entity number from 0 for each row, −1 where a key is missing, and how many numbers there are.</summary>
    public static (int[] Entities, int Count) Of(int[][] keys)
    {
        int[] entities = Array.ConvertAll(keys[0], code => Math.Max(code, -1));
        int count = entities.Length == 0 ? 0 : entities.Max() + 1;
        if (keys.Length == 1) return (entities, count);
        var numbers = new Dictionary<long, int>();
        for (int row = 0; row < entities.Length; row++)
        {
            int other = keys[1][row];
            if (entities[row] < 0 || other < 0)
            {
                entities[row] = -1;
                continue;
            }

            long pair = ((long)entities[row] << 32) | (uint)other;
            if (!numbers.TryGetValue(pair, out int number)) numbers.Add(pair, number = numbers.Count);
            entities[row] = number;
        }

        return (entities, numbers.Count);
    }
}
