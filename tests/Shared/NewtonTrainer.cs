namespace FraudMl.Tests;

/// <summary>Logistic regression with a ridge, by Newton's method: a small learner that is real.</summary>
internal sealed class NewtonTrainer(NewtonOptions? options = null) : ITrainer
{
    private readonly NewtonOptions _options = options ?? new NewtonOptions();

    public string Name => "Newton";

    public ValidatedOptions Options => _options;

    public ITrainer With(ValidatedOptions other) => new NewtonTrainer((NewtonOptions)other);

    public ScoringModel Train(TrainingData data, TrainingContext context)
    {
        int columns = data.Matrix.ColumnCount;
        var weights = new double[columns + 1];
        for (int iteration = 1; iteration <= _options.IterationCount; iteration++)
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            double[] step = Step(data, weights);
            for (int i = 0; i <= columns; i++) weights[i] += step[i];
            context.OnIteration?.Invoke(new TrainingIteration(iteration, _options.IterationCount, null));
        }

        return new LinearModel([.. weights.Take(columns).Select(weight => (float)weight)], weights[columns]);
    }

    // Solves (X'WX + ridge) step = X'(y − p) − ridge · weights; the last column is the intercept and has no ridge.
    private double[] Step(TrainingData data, double[] weights)
    {
        int size = weights.Length;
        var system = new double[size, size + 1];
        var row = new double[size];
        for (int r = 0; r < data.Labels.Length; r++)
        {
            for (int i = 0; i < size - 1; i++) row[i] = data.Matrix.Row(r)[i];
            row[size - 1] = 1;
            double margin = 0;
            for (int i = 0; i < size; i++) margin += row[i] * weights[i];
            double probability = 1 / (1 + Math.Exp(-margin));
            double weight = data.Weights.IsEmpty ? 1 : data.Weights.Span[r];
            double curvature = weight * Math.Max(probability * (1 - probability), 1e-6);
            double residual = weight * ((data.Labels.Span[r] ? 1 : 0) - probability);
            for (int i = 0; i < size; i++)
            {
                for (int j = 0; j < size; j++) system[i, j] += curvature * row[i] * row[j];
                system[i, size] += residual * row[i];
            }
        }

        for (int i = 0; i < size - 1; i++)
        {
            system[i, i] += _options.Ridge;
            system[i, size] -= _options.Ridge * weights[i];
        }

        return Solve(system, size);
    }

    // Gauss–Jordan; the matrix is positive definite, so no pivoting is needed.
    private static double[] Solve(double[,] system, int size)
    {
        for (int pivot = 0; pivot < size; pivot++)
        {
            for (int r = 0; r < size; r++)
            {
                if (r == pivot) continue;
                double factor = system[r, pivot] / system[pivot, pivot];
                for (int c = pivot; c <= size; c++) system[r, c] -= factor * system[pivot, c];
            }
        }

        return [.. Enumerable.Range(0, size).Select(i => system[i, size] / system[i, i])];
    }
}
