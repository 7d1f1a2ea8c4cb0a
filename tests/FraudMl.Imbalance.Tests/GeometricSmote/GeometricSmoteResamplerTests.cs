namespace FraudMl.Tests;

public sealed class GeometricSmoteResamplerTests
{
    private static readonly TrainingData Data = Rows.Random(frauds: 30, legitimate: 300);

    [Theory, InlineData(1, 0), InlineData(0, 0), InlineData(-1, 0.5), InlineData(1, 1)]
    public void Rows_lie_inside_the_sphere_and_on_the_side_that_is_left(double truncation, double deformation)
    {
        foreach (GeometricSelection selection in Enum.GetValues<GeometricSelection>())
        {
            ResampledRows made = Resamplers.GeometricSmote(new() { Truncation = truncation, Deformation = deformation,
                Selection = selection }).Resample(Data, Rows.Context());
            for (int row = 330; row < made.Data.Labels.Length; row++)
            {
                RowOrigin origin = made.Origins.Span[row];
                float[] centre = Data.Matrix.Row(origin.Parent).ToArray(), surface = Data.Matrix.Row(origin.Neighbor)
                    .ToArray(), point = made.Data.Matrix.Row(row).ToArray();
                double radius = Math.Sqrt(ExactDistance.Squared(centre, surface));
                Math.Sqrt(ExactDistance.Squared(centre, point)).ShouldBeLessThanOrEqualTo(radius * (1 + 1e-5));
                double along = Enumerable.Range(0, 4).Sum(i => (point[i] - centre[i]) * (surface[i] - centre[i]) / radius);
                if (truncation == 1) along.ShouldBeGreaterThanOrEqualTo(-1e-5);
                if (truncation == -1) along.ShouldBeLessThanOrEqualTo(1e-5);
                if (deformation == 1) Math.Abs(Math.Abs(along) - Math.Sqrt(ExactDistance.Squared(centre, point))).ShouldBeLessThan(1e-4);
            }
        }
    }

    [Fact]
    public void The_selection_says_whose_rows_the_sphere_reaches_to()
    {
        bool[] Reached(GeometricSelection selection) =>
            [.. Resamplers.GeometricSmote(new() { Selection = selection }).Resample(Data, Rows.Context()).Origins.ToArray()
            .Where(origin => origin.IsSynthetic).Select(origin => Data.Labels.Span[origin.Neighbor]).Distinct().Order()];
        Reached(GeometricSelection.SameClass).ShouldBe([true]);
        Reached(GeometricSelection.OtherClass).ShouldBe([false]);
        Reached(GeometricSelection.Combined).ShouldBe([false, true]);
    }
}
