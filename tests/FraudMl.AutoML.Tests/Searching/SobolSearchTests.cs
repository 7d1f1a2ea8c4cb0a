namespace FraudMl.Tests;

public sealed class SobolSearchTests
{
    // The first points of the published program with the published numbers, in natural order.
    [Fact]
    public void Unscrambled_points_are_those_of_Joe_and_Kuo()
    {
        double At(uint index, int dimension) => SobolSequence.Coordinate(index, dimension) / 4294967296.0;
        double[][] expected =
        [
            [0, 0, 0, 0, 0], [0.5, 0.5, 0.5, 0.5, 0.5], [0.25, 0.75, 0.75, 0.75, 0.25], [0.75, 0.25, 0.25, 0.25, 0.75],
        ];
        for (uint i = 0; i < 4; i++) Enumerable.Range(0, 4).Select(d => At(i, d)).ShouldBe(expected[i][..4]);
    }

    [Fact]
    public void Each_dimension_has_one_point_in_each_of_as_many_intervals_as_there_are_points()
    {
        foreach (int seed in new[] { 0, 7 })
        {
            var sequence = new SobolSequence(SobolSequence.MaximumDimensionCount, seed);
            double[][] points = [.. Enumerable.Range(0, 256).Select(_ => sequence.Next())];
            for (int d = 0; d < SobolSequence.MaximumDimensionCount; d++)
                points.Select(point => (int)(point[d] * 256)).Order().ShouldBe(Enumerable.Range(0, 256));
        }
    }

    [Fact]
    public void The_first_two_dimensions_have_one_point_in_each_square()
    {
        var sequence = new SobolSequence(2, 3);
        double[][] points = [.. Enumerable.Range(0, 256).Select(_ => sequence.Next())];
        points.Select(point => ((int)(point[0] * 16) * 16) + (int)(point[1] * 16)).Distinct().Count().ShouldBe(256);
    }

    [Fact]
    public void More_parameters_than_there_are_numbers_for_are_refused()
    {
        ParameterSpace space = Enumerable.Range(0, 65).Aggregate(ParameterSpace.Empty, (known, i) => known.Range($"x{i}", 0, 1));
        Should.Throw<FraudMlException>(() => Search.Sobol().Start(space, 1)).Message
            .ShouldContain("at most 64 parameters, and the space has 65");
    }
}
